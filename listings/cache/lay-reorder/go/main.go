// The same five fields as Go lays them out, written down in two orders.
package main

import (
	"fmt"
	"reflect"
)

// ANCHOR: types
// Session has its fields in the order in which somebody wrote them down.
type Session struct {
	open  bool
	user  uint64
	admin bool
	hits  uint32
	last  bool
}

// Sorted has the same fields, the largest first.
type Sorted struct {
	user  uint64
	hits  uint32
	open  bool
	admin bool
	last  bool
}

// Optional is a number that may be missing.
type Optional struct {
	value uint64
	ok    bool
}

// ANCHOR_END: types

// show prints what unsafe.Sizeof, Alignof and Offsetof would say of a struct.
func show(value any) {
	kind := reflect.TypeOf(value)
	fmt.Printf("%s: size %d, align %d\n", kind.Name(), kind.Size(), kind.Align())
	for i := range kind.NumField() {
		field := kind.Field(i)
		fmt.Printf("  %s %s: offset %d, size %d\n", field.Name, field.Type, field.Offset, field.Type.Size())
	}
}

func main() {
	show(Session{})
	show(Sorted{})
	show(Optional{})
}
