// What an interface value and a closure cost when they outlive the call.
package main

import (
	"fmt"
	"testing"
)

// ANCHOR: rules
type rule interface{ fee(amount int) int }

type flat struct{}

type percent struct{ rate int }

func (flat) fee(amount int) int      { return 100 }
func (p percent) fee(amount int) int { return amount * p.rate / 100 }

// ANCHOR_END: rules

var kept rule

func main() {
	rate := 3
	plain := testing.AllocsPerRun(1000, func() { kept = flat{} })
	with := testing.AllocsPerRun(1000, func() { rate++; kept = percent{rate + 1000} })
	local := testing.AllocsPerRun(1000, func() { var r rule = percent{rate + 1000}; r.fee(1) })
	fmt.Printf("kept, without fields: %.0f\n", plain)
	fmt.Printf("kept, with a field: %.0f\n", with)
	fmt.Printf("used in place: %.0f\n", local)
}
