// Sixteen bytes of each 1 MiB request: as a sub-slice, and as a copy.
package main

import (
	"bytes"
	"fmt"
	"runtime"
)

// ANCHOR: run
// heapMiB collects, then reports what is in use, in whole MiB.
func heapMiB() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return (stats.HeapAlloc + 1<<19) >> 20
}

func main() {
	var tokens [][]byte
	for range 10 {
		request := make([]byte, 1<<20)
		tokens = append(tokens, request[:16])
	}
	fmt.Println("sub-slice:", heapMiB(), "MiB")
	for i := range tokens {
		tokens[i] = bytes.Clone(tokens[i])
	}
	fmt.Println("copied:   ", heapMiB(), "MiB")
	runtime.KeepAlive(tokens)
}

// ANCHOR_END: run
