// A ring of nodes, cut off from the program: Go's collector frees it.
package main

import (
	"fmt"
	"runtime"
	"weak"
)

// ANCHOR: run
type node struct {
	next *node
	data [64]byte
}

// ring links count nodes in a circle, and watches each without holding it.
func ring(count int) (*node, []weak.Pointer[node]) {
	first := new(node)
	last, watched := first, []weak.Pointer[node]{weak.Make(first)}
	for range count - 1 {
		last.next = new(node)
		last = last.next
		watched = append(watched, weak.Make(last))
	}
	last.next = first
	return first, watched
}

func alive(watched []weak.Pointer[node]) (count int) {
	runtime.GC()
	for _, pointer := range watched {
		if pointer.Value() != nil {
			count++
		}
	}
	return count
}

func main() {
	session, watched := ring(200)
	fmt.Println("before the cut:", alive(watched))
	runtime.KeepAlive(session)
	session = nil
	fmt.Println("after the cut: ", alive(watched))
}

// ANCHOR_END: run
