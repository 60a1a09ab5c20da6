// GOGC off: with a limit the collector still runs, without one it does not.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// ANCHOR: run
var sink []byte

// churn allocates 400 MiB, of which one is live at a time. It counts the collections, and
// tells whether the runtime holds all that was allocated at the end.
func churn() (uint32, bool) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 400 {
		sink = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC, after.Sys-after.HeapReleased > 400<<20
}

func main() {
	debug.SetGCPercent(-1)
	cycles, over := churn()
	fmt.Println("GOGC off, no limit:", cycles, "collections, over 400 MiB:", over)
	debug.FreeOSMemory()
	debug.SetMemoryLimit(64 << 20)
	cycles, over = churn()
	fmt.Println("GOGC off, 64 MiB:   some collections:", cycles > 0, "- over 400 MiB:", over)
}

// ANCHOR_END: run
