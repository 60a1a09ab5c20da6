// The same service in Go, with every allocation recorded; its five functions are in sites.go.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

func serve(pages [][]byte) {
	for id := range 40 {
		body := body()
		for line := range 8 {
			label(body[1024*line:])
		}
		remember(byte(id))
		if id%20 == 19 {
			report()
		}
	}
	fmt.Println("served 40 requests from", len(pages), "pages")
}

func main() {
	runtime.MemProfileRate = 1 // the default is one sample in 512 KiB on average
	pages := catalogue()
	serve(pages)
	runtime.GC()
	file, err := os.Create("mem.prof")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if err := pprof.WriteHeapProfile(file); err != nil {
		panic(err)
	}
	runtime.KeepAlive(pages)
}
