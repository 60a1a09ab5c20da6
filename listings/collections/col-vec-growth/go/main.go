// How a slice grows when numbers are appended one by one.
package main

import "fmt"

func main() {
	// ANCHOR: grown
	var numbers []int
	capacity := 0
	for n := 0; n < 4000; n++ {
		numbers = append(numbers, n)
		if cap(numbers) != capacity {
			capacity = cap(numbers)
			fmt.Printf("%5d numbers, room for %5d\n", len(numbers), capacity)
		}
	}
	// ANCHOR_END: grown
}
