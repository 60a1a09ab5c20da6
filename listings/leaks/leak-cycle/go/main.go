// Rings of two: Go frees them, unless one of the two has a finalizer.
package main

import (
	"fmt"
	"runtime"
	"time"
	"weak"
)

// ANCHOR: run
type node struct {
	other *node
	data  [64]byte
}

// rings makes a hundred rings of two, and watches one node of each.
func rings(finalizer bool) (watched []weak.Pointer[node]) {
	for range 100 {
		parent, child := new(node), new(node)
		parent.other, child.other = child, parent
		if finalizer {
			runtime.SetFinalizer(parent, func(*node) {})
		}
		watched = append(watched, weak.Make(child))
	}
	return watched
}

func alive(watched []weak.Pointer[node]) (count int) {
	for range 3 { // a finalizer needs a cycle, its object another
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	for _, pointer := range watched {
		if pointer.Value() != nil {
			count++
		}
	}
	return count
}

func main() {
	fmt.Println("ring:          ", alive(rings(false)), "of 100 still there")
	fmt.Println("with finalizer:", alive(rings(true)), "of 100 still there")
}

// ANCHOR_END: run
