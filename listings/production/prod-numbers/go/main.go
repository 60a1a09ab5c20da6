// 64 MiB as the Go runtime reports them, and as the kernel does.
package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// ANCHOR: run
func mib(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() >> 20
}

// show prints what is in objects, and whether the runtime and the kernel hold 64 MiB.
func show(moment string) {
	objects := mib("/memory/classes/heap/objects:bytes")
	held := mib("/memory/classes/total:bytes") - mib("/memory/classes/heap/released:bytes")
	var size, resident uint64
	statm, _ := os.ReadFile("/proc/self/statm")
	fmt.Sscan(string(statm), &size, &resident)
	fmt.Printf("%-10s%3d MiB of objects, runtime holds 64 MiB: %-6tresident: %t\n",
		moment, objects, held >= 64, resident*4>>10 >= 64)
}

func main() {
	show("start")
	block := make([]byte, 64<<20)
	show("made")
	for i := 0; i < len(block); i += 4096 {
		block[i] = 1
	}
	show("written")
	runtime.KeepAlive(block)
	runtime.GC()
	show("collected")
	debug.FreeOSMemory()
	show("returned")
	fmt.Println("limit of its own:", debug.SetMemoryLimit(512<<20) != math.MaxInt64)
	fmt.Println("limit set here:  ", mib("/gc/gomemlimit:bytes"), "MiB")
}

// ANCHOR_END: run
