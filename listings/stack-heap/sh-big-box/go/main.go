// An array of 16 MiB as a local variable.
package main

import "fmt"

// ANCHOR: on_stack

//go:noinline
func last() byte {
	var big [16 << 20]byte
	for i := range big {
		big[i] = byte(i)
	}
	return big[len(big)-1]
}

// ANCHOR_END: on_stack

func main() {
	fmt.Println("last byte:", last())
}
