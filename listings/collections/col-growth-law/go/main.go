// How far a slice grows at each step, for elements of any size.
package main

import (
	"fmt"
	"testing"
)

// row appends a thousand elements, and prints where the slice ended and how many blocks of the heap that took.
func row[T any](size int) {
	room := 0
	blocks := testing.AllocsPerRun(100, func() { room = grow[T](1000) })
	fmt.Printf("%5d B, %2.0f blocks, room for %5d\n", size, blocks, room)
}

// grow appends count elements, and returns the capacity at the end.
func grow[T any](count int) int {
	var elements []T
	var element T
	for range count {
		elements = append(elements, element)
	}
	return cap(elements)
}

// stairs prints every capacity on the way to ten thousand elements.
func stairs[T any](size int) {
	fmt.Printf("%5d B:", size)
	for _, room := range fill[T](10000) {
		fmt.Printf(" %d", room)
	}
	fmt.Println()
}

// ANCHOR: fill
// fill appends count elements, and returns the capacity after each growth.
func fill[T any](count int) []int {
	var elements []T
	var element T
	var steps []int
	room := 0
	for range count {
		elements = append(elements, element)
		if cap(elements) != room {
			room = cap(elements)
			steps = append(steps, room)
		}
	}
	return steps
}

// ANCHOR_END: fill

func main() {
	row[[1]byte](1)
	row[[8]byte](8)
	row[[24]byte](24)
	row[[4096]byte](4096)
	stairs[[1]byte](1)
	stairs[[2]byte](2)
	stairs[[4]byte](4)
	stairs[[8]byte](8)
	stairs[[16]byte](16)
	stairs[[24]byte](24)
	stairs[[32]byte](32)
	stairs[[64]byte](64)
	stairs[[128]byte](128)
	stairs[[256]byte](256)
	stairs[[512]byte](512)
	stairs[[1024]byte](1024)
	stairs[[1025]byte](1025)
	stairs[[2048]byte](2048)
	stairs[[4096]byte](4096)
}
