//! Half the size, one block for each request, and nothing that was said is lost.

use shrink_struct::{METHODS, Request};
use std::time::Duration;

/// What a request may take.
const BUDGET: usize = 48;

#[test]
fn it_takes_half_of_what_it_took() {
    let size = size_of::<Request>();
    assert!(size <= BUDGET, "a request takes {size} bytes, the budget is {BUDGET}");
}

#[test]
fn it_owns_no_more_than_its_path() {
    let (request, spent) = budget::spent(|| {
        Request::new("DELETE", "/users/7/sessions", Some(7), Some(204), Duration::from_millis(3))
    });
    assert!(request.is_some());
    spent.at_most_blocks(1);
}

#[test]
fn nothing_is_lost() {
    let users = [None, Some(1), Some(u64::MAX)];
    let statuses = [None, Some(100), Some(200), Some(418), Some(599)];
    let times = [Duration::ZERO, Duration::from_nanos(1), Duration::new(3_600, 999_999_999), Duration::MAX];
    for method in METHODS {
        for path in ["/", "", "/조각?q=1"] {
            for user in users {
                for status in statuses {
                    for took in times {
                        let request = Request::new(method, path, user, status, took).expect("a method that is served");
                        assert_eq!((request.method(), request.path()), (method, path));
                        assert_eq!((request.user(), request.status()), (user, status));
                        assert_eq!(request.took(), took);
                    }
                }
            }
        }
    }
}

#[test]
fn other_methods_are_none() {
    for method in ["BREW", "get", ""] {
        assert!(Request::new(method, "/", None, None, Duration::ZERO).is_none());
    }
}
