// How many bytes of each value lie in the variable itself.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	// ANCHOR: handles
	name := "stack and heap"
	numbers := make([]uint64, 10)
	ages := map[uint64]uint64{1: 40}
	var anything any = 40
	fmt.Printf("string    %2d B\n", unsafe.Sizeof(name))
	fmt.Printf("[]uint64  %2d B\n", unsafe.Sizeof(numbers))
	fmt.Printf("map       %2d B\n", unsafe.Sizeof(ages))
	fmt.Printf("any       %2d B\n", unsafe.Sizeof(anything))
	// ANCHOR_END: handles
}
