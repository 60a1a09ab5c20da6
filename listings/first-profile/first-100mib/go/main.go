// The Go program this book starts from: allocate 100 MiB, collect, write a heap profile.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

const size = 100 * 1024 * 1024

// ANCHOR: allocate
// allocateMemory fills 100 MiB: byte i holds i % 256.
func allocateMemory() []byte {
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i % 256)
	}
	return data
}

// ANCHOR_END: allocate

// ANCHOR: run
func main() {
	data := allocateMemory()
	fmt.Println("allocated", len(data), "bytes")
	fmt.Println("the last byte is", data[size-1])

	runtime.GC() // data is not used below this line: it is garbage already
	file, err := os.Create("mem.prof")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if err := pprof.WriteHeapProfile(file); err != nil {
		panic(err)
	}
	fmt.Println("wrote mem.prof")
}

// ANCHOR_END: run
