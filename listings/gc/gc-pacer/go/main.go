// What the runtime plans next under four settings: for a small heap, and with 64 MiB live.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// collect runs one cycle, and waits until its line of the trace is written.
func collect() {
	runtime.GC()
	time.Sleep(50 * time.Millisecond)
}

// read returns a metric in MiB.
func read(name string) float64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return float64(sample[0].Value.Uint64()) / (1 << 20)
}

// ANCHOR: run
// planned sets GOGC and returns the next goal in MiB.
func planned(percent int) float64 {
	debug.SetGCPercent(percent)
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return float64(stats.NextGC) / (1 << 20)
}

func main() {
	for _, percent := range []int{50, 100, 200, 400} {
		fmt.Printf("GOGC=%3d small heap: goal %.0f MiB\n", percent, planned(percent))
	}
	debug.SetGCPercent(-1) // no cycle but those below
	live := make([][]byte, 64)
	for i := range live {
		live[i] = make([]byte, 1<<20)
	}
	collect()
	for _, percent := range []int{50, 100, 200, 400} {
		goal := planned(percent)
		roots := read("/gc/scan/stack:bytes") + read("/gc/scan/globals:bytes")
		fmt.Printf("GOGC=%3d live %.1f MiB, roots %.1f MiB, goal %.0f MiB\n", percent,
			read("/gc/heap/live:bytes"), roots, goal)
		collect()
	}
	runtime.KeepAlive(live)
}

// ANCHOR_END: run
