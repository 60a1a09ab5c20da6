// When a slice whose size is known only at run time needs the heap.
package main

import (
	"fmt"
	"testing"
)

// ANCHOR: sum

//go:noinline
func made(n int) int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers[n-1]
}

//go:noinline
func appended(n int) int {
	var numbers []int
	for i := range n {
		numbers = append(numbers, i)
	}
	return numbers[n-1]
}

// ANCHOR_END: sum

func main() {
	for _, n := range []int{4, 5, 100} {
		make := testing.AllocsPerRun(1000, func() { made(n) })
		append := testing.AllocsPerRun(1000, func() { appended(n) })
		fmt.Printf("%3d numbers: make %.0f, append %.0f\n", n, make, append)
	}
}
