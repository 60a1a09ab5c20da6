//! The key under which a response is cached. Four texts are made on the way, and one of them is needed.

/// `tenant/order/line?page`, from its parts.
pub fn key(tenant: &str, path: &[&str], page: u32) -> String {
    let tenant = tenant.to_string();
    let path = path.join("/");
    let page = page.to_string();
    format!("{tenant}/{path}?{page}")
}
