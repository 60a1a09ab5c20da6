// A goroutine's stack grows by moving, and starts small.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"unsafe"
)

// ANCHOR: grow

//go:noinline
func deep(n int) int {
	var frame [128]byte
	if n == 0 {
		return int(frame[0])
	}
	return deep(n-1) + int(frame[n%128])
}

func moves() bool {
	local := 7
	pointer := &local
	before := uintptr(unsafe.Pointer(pointer))
	deep(10_000)
	after := uintptr(unsafe.Pointer(pointer))
	return before != after && *pointer == 7
}

// ANCHOR_END: grow

// ANCHOR: each
func blocked(n int) uint64 {
	var before, after runtime.MemStats
	var started sync.WaitGroup
	release := make(chan struct{})
	runtime.ReadMemStats(&before)
	for range n {
		started.Add(1)
		go func() { started.Done(); <-release }()
	}
	started.Wait()
	runtime.ReadMemStats(&after)
	close(release)
	return (after.StackInuse - before.StackInuse) / uint64(n)
}

// ANCHOR_END: each

func main() {
	fmt.Printf("each: %d KiB\n", (blocked(10_000)+512)>>10)
	done := make(chan bool)
	go func() { done <- moves() }()
	fmt.Println("moved:", <-done)
}
