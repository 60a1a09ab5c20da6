// A slice from which almost everything was deleted.
package main

import (
	"fmt"
	"slices"
)

// ANCHOR: run
func main() {
	rows := make([]int, 10_000)
	for i := range rows {
		rows[i] = i
	}
	rows = slices.DeleteFunc(rows, func(row int) bool { return row%1_000 != 0 })
	fmt.Println("deleted:", len(rows), "of", cap(rows))
	rows = slices.Clip(rows)
	fmt.Println("clipped:", len(rows), "of", cap(rows), "- the same array behind it")
	rows = slices.Clone(rows)
	fmt.Println("cloned: ", len(rows), "of an array for less than 20:", cap(rows) < 20)
}

// ANCHOR_END: run
