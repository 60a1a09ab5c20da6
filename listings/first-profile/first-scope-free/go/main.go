// When is a variable garbage? Go asks what is still used, not what is still in scope.
package main

import (
	"fmt"
	"runtime"
)

const size = 100 * 1024 * 1024

// ANCHOR: run
// liveMiB collects, then reports what survived.
func liveMiB() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc >> 20
}

func main() {
	kept := make([]byte, size)
	fmt.Println("used again below: ", liveMiB(), "MiB live")
	runtime.KeepAlive(kept)

	lost := make([]byte, size)
	fmt.Println("length, last use: ", len(lost))
	fmt.Println("still in scope:   ", liveMiB(), "MiB live")
}

// ANCHOR_END: run
