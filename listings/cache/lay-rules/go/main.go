// Structs of every type that the rules know, as Go lays them out.
package main

import (
	"fmt"
	"reflect"
)

// Session is the struct of the chapter.
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

// Reading is ten bytes of data.
type Reading struct {
	kind uint8
	at   uint64
	flag uint8
}

// Account has a string and a slice, which have other sizes than in Rust.
type Account struct {
	active bool
	name   string
	grade  int32
	roles  []uint32
	level  uint8
}

// Packet is mostly bytes, which may lie anywhere.
type Packet struct {
	from [6]uint8
	port uint16
	id   [16]uint8
	ttl  uint8
}

// Odd has arrays that put what follows off its place.
type Odd struct {
	flag  bool
	from  [6]uint8
	port  uint16
	count uint32
	id    [16]uint8
	share float64
}

// Node points somewhere.
type Node struct {
	seen bool
	next *uint64
	rank uint16
}

// Small needs no more than two bytes of alignment.
type Small struct {
	a uint8
	b uint16
	c uint8
}

// Bytes needs none.
type Bytes struct {
	a uint8
	b bool
	c [6]uint8
}

// Mark ends in a field without bytes, and gets one.
type Mark struct {
	at   uint64
	mark struct{}
}

// MarkSmall ends in one as well, and has room for it.
type MarkSmall struct {
	at   uint64
	kind uint8
	mark struct{}
}

// MarkFirst begins with it, which costs nothing.
type MarkFirst struct {
	mark struct{}
	at   uint64
}

// OnlyMarks has no bytes at all.
type OnlyMarks struct {
	a struct{}
	b struct{}
}

// Text is a string and a mark.
type Text struct {
	text string
	mark struct{}
}

// Ratio is aligned like an integer of its size.
type Ratio struct {
	part  uint32
	share float64
	sign  int32
}

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
	for _, value := range []any{
		Session{}, Sorted{}, Reading{}, Account{}, Packet{}, Odd{}, Node{}, Small{}, Bytes{},
		Mark{}, MarkSmall{}, MarkFirst{}, OnlyMarks{}, Text{}, Ratio{},
	} {
		show(value)
	}
}
