// 64 MiB that hold no pointer, and 64 MiB of nodes with a pointer at either end.
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
)

// ANCHOR: run
const count = 1 << 20 // of 64 bytes each

type first struct {
	next *first
	data [56]byte
}

type last struct {
	data [56]byte
	next *last
}

// report collects, and prints what is live and what of it may hold pointers.
func report(title string, live any) {
	runtime.GC()
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/heap:bytes"}}
	metrics.Read(samples)
	mebibytes := func(at int) uint64 { return (samples[at].Value.Uint64() + 1<<19) >> 20 }
	fmt.Printf("%s live %d MiB, scannable %d MiB\n", title, mebibytes(0), mebibytes(1))
	runtime.KeepAlive(live)
}

func main() {
	report("no pointer:   ", make([]byte, count*64))
	var front *first
	for range count {
		front = &first{next: front}
	}
	report("pointer first:", front)
	front = nil
	var back *last
	for range count {
		back = &last{next: back}
	}
	report("pointer last: ", back)
}

// ANCHOR_END: run
