// Workers that wait for jobs from nobody, and what finds them.
package main

import (
	"fmt"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"
)

// ANCHOR: run
func work(jobs chan int) {
	for range jobs {
	}
}

// start gives one job to each of a hundred workers, and tells how many of them stay.
func start(stop bool) int {
	before := runtime.NumGoroutine()
	for range 100 {
		jobs := make(chan int)
		go work(jobs)
		jobs <- 1
		if stop {
			close(jobs)
		}
	}
	time.Sleep(100 * time.Millisecond)
	return runtime.NumGoroutine() - before
}

func main() {
	fmt.Println("fixed:", start(true), "more goroutines")
	fmt.Println("leaky:", start(false), "more goroutines")
	var report strings.Builder
	pprof.Lookup("goroutineleak").WriteTo(&report, 1)
	title, _, _ := strings.Cut(report.String(), "\n")
	fmt.Println(title)
}

// ANCHOR_END: run
