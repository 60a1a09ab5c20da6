// Six functions for the escape analyser, each of which takes the address of a variable.
package main

// ANCHOR: returned
func returned() *int {
	answer := 42
	p := &answer
	return p
}

// ANCHOR_END: returned

// ANCHOR: local
func local() int {
	count := 42
	p := &count
	return *p
}

// ANCHOR_END: local

// ANCHOR: chain
func chain() *int {
	value := 42
	inner := &value
	outer := &inner
	return *outer
}

// ANCHOR_END: chain

// ANCHOR: stored
func stored(place **int) {
	entry := 42
	*place = &entry
}

// ANCHOR_END: stored

// ANCHOR: loop
func loop(n int) int {
	first := 0
	last := &first
	for range n {
		each := *last
		last = &each
	}
	return *last
}

// ANCHOR_END: loop

// ANCHOR: order
func order(given *int) *int {
	spare := 42
	p := &spare
	p = given
	return p
}

// ANCHOR_END: order

func main() {
	place := returned()
	*place = local() + *chain()
	stored(&place)
	*place = loop(*place)
	place = order(place)
}
