// What a Go map keeps after every key is deleted.
package main

import (
	"fmt"
	"runtime"
)

// ANCHOR: run
// heapMiB collects, then reports what is in use, to the nearest MiB: the seed of
// the hash moves the map by some hundred KiB from run to run.
func heapMiB() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return (stats.HeapAlloc + 1<<19) >> 20
}

func main() {
	squares := make(map[int]int)
	for n := range 1_000_000 {
		squares[n] = n * n
	}
	fmt.Println("filled:     ", heapMiB(), "MiB")
	for n := range 1_000_000 {
		delete(squares, n)
	}
	fmt.Println("all deleted:", heapMiB(), "MiB")
	clear(squares)
	fmt.Println("cleared:    ", heapMiB(), "MiB")
	runtime.KeepAlive(squares)
	squares = nil
	fmt.Println("dropped:    ", heapMiB(), "MiB")
}

// ANCHOR_END: run
