//! What of a page is text, and under which heading.

use super::*;

fn section(id: &str, heading: &str, body: &str) -> Section {
    Section {
        id: id.into(),
        heading: heading.into(),
        body: body.into(),
    }
}

#[test]
fn a_page_is_cut_at_headings_with_an_id() {
    let html = "<nav>x</nav><main><p>lead</p><h1 id=\"a\"><a href=\"#a\">A &amp; <code>b</code></a></h1>\
                <p>one</p><p>two</p><h2 id=\"c\">C</h2><h5>small</h5></main>rest";
    assert_eq!(
        sections(html),
        [
            section("", "", "lead"),
            section("a", "A & b", "one two"),
            section("c", "C", "small")
        ]
    );
}

#[test]
fn a_particle_stays_with_its_code_span_and_blocks_do_not_merge() {
    let html = "<main><p><code>Vec&lt;T&gt;</code>는<br>값&#x27;s</p><td>1</td><td>2</td></main>";
    assert_eq!(sections(html), [section("", "", "Vec<T>는 값's 1 2")]);
}

#[test]
fn a_question_is_text_and_its_answer_is_not() {
    let html = "<main><div class=\"quiz\"><p class=\"quiz__title\">Quiz</p><form><fieldset><legend>Why?</legend>\
                <label class=\"question__number\">Guess <input type=\"text\"></label>\
                <label class=\"option\"><input type=\"radio\"><span>So</span></label>\
                <details class=\"question__why\"><p>Because.</p></details></fieldset></form></div></main>";
    assert_eq!(sections(html), [section("", "", "Why? So")]);
}

#[test]
fn what_is_generated_of_the_whole_book_is_left_out_with_its_headings() {
    let html = "<main><h1 id=\"s\">Solutions</h1><p>a</p><div class=\"generated wide\">\
                <h2 id=\"x\">Leaks</h2><div>b</div></div><p>c</p></main>";
    assert_eq!(sections(html), [section("s", "Solutions", "a c")]);
}

#[test]
fn what_is_not_text_is_left_out_with_all_it_contains() {
    let html = "<main>a<svg><g><svg>x</svg></g>y</svg><span class=\"n\" aria-hidden=\"true\">1<span>2</span></span>\
                <span class=\"ask wide\">+1</span><script>if (a > b) \"<b>\"</script><!-- <p> -->b</main>";
    assert_eq!(sections(html), [section("", "", "ab")]);
}
