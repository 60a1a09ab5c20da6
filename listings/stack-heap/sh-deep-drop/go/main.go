// A list of a million nodes, let go.
package main

import (
	"fmt"
	"runtime"
)

// ANCHOR: node
type node struct {
	value uint32
	next  *node
}

func list(length uint32) *node {
	var next *node
	for value := range length {
		next = &node{value, next}
	}
	return next
}

// ANCHOR_END: node

func live() int {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return int(stats.HeapObjects)
}

func main() {
	before := live()
	head := list(1_000_000)
	during := live()
	runtime.KeepAlive(head)
	after := live()
	fmt.Printf("%d nodes live, to the nearest thousand\n", (during-before+500)/1000*1000)
	fmt.Println("still live after the next collection:", (after-before+500)/1000*1000)
}
