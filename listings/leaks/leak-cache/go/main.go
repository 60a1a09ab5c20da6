// A package-level map that is only ever added to.
package main

import (
	"fmt"
	"runtime"
)

// ANCHOR: run
var pages = map[int][]byte{}

// heapMiB collects, then reports what is in use, in whole MiB.
func heapMiB() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return (stats.HeapAlloc + 1<<19) >> 20
}

func main() {
	before := heapMiB()
	for user := range 10_000 {
		if pages[user] == nil {
			pages[user] = make([]byte, 8192)
		}
	}
	fmt.Println("10000 users: grew by", heapMiB()-before, "MiB")
}

// ANCHOR_END: run
