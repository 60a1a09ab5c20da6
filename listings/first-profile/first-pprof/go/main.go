// The same small service in Go, with every allocation sampled.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

var cache [][]byte

// ANCHOR: serve

//go:noinline
func answer(id int) []byte {
	answer := append(make([]byte, 0, 256), "order "...)
	if id%2 == 0 {
		return append(answer, "even"...)
	}
	return append(answer, "odd"...)
}

func keep(answer []byte) {
	cache = append(cache, answer)
}

// ANCHOR_END: serve

func main() {
	runtime.MemProfileRate = 1 // the default is one sample in 512 KiB on average
	for id := range 100 {
		if answer := answer(id); id%10 == 0 {
			keep(answer)
		}
	}
	runtime.GC()
	file, err := os.Create("mem.prof")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if err := pprof.WriteHeapProfile(file); err != nil {
		panic(err)
	}
	fmt.Println("kept", len(cache), "answers")
}
