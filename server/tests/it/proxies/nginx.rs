use super::{
    BROWSER, CLAIMED, Certificate, Folder, GREEDY, PROXIES, Program, example, free_port,
    number_after, one_source_holds_its_share, port_of, portal_behind, serves_citizens,
};
use crate::support::{Client, Confirm, Portal};
use http::Method;
use server::{
    listener::{self, Serving},
    router,
};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// A whole configuration around a site, without root’s folders.
fn around(site: &str, folder: &Folder) -> String {
    let folder = folder.0.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("    {kind}_temp_path {folder}/{kind};\n"))
        .concat();
    format!(
        "daemon off;\npid {folder}/pid;\nerror_log {folder}/errors;\nevents {{}}\n\
         http {{\n    access_log off;\n{temporary}{site}\n}}\n"
    )
}

async fn nginx(site: &str, folder: Folder, port: u16) -> Program {
    let settings = around(site, &folder);
    let errors = format!("{}/errors", folder.0.display());
    Program::start("nginx", &["-e", &errors, "-c"], folder, &settings, port).await
}

#[tokio::test]
async fn citizens_are_served_through_nginx_with_its_default_settings() {
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    let portal = portal_behind(&url).await;
    let site = format!(
        "server {{ listen 127.0.0.1:{port}; client_max_body_size 300m; location / {{ proxy_pass {}; \
         proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }} }}",
        portal.url
    );
    let _nginx = nginx(&site, Folder::new(), port).await;
    serves_citizens(&portal, &url).await;
}

/// The example for a portal, listening as it is told in place of port 443.
fn example_for(portal: &Portal, listen: &str, folder: &Folder) -> String {
    let certificate = Certificate::new(folder);
    example(
        "nginx.conf",
        &[
            (
                "server 127.0.0.1:8080;",
                &format!("server 127.0.0.1:{};", port_of(&portal.url)),
            ),
            ("listen 80;", &format!("listen 127.0.0.1:{};", free_port())),
            ("listen 443 ssl;", &format!("listen {listen};")),
            ("dichvucong.example.vn", "localhost"),
            ("/etc/ssl/portal/certificate.pem", &certificate.certificate),
            ("/etc/ssl/portal/key.pem", &certificate.key),
        ],
    )
}

#[tokio::test]
async fn citizens_are_served_through_nginx_as_the_example_sets_it() {
    let port = free_port();
    let url = format!("https://localhost:{port}");
    let portal = portal_behind(&url).await;
    let folder = Folder::new();
    let site = example_for(&portal, &format!("127.0.0.1:{port} ssl"), &folder);
    let _nginx = nginx(&site, folder, port).await;
    serves_citizens(&portal, &url).await;
}

/// nginx counts requests whose head has come.
#[tokio::test]
async fn one_source_holds_its_share_of_nginx_s_requests() {
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    let portal = portal_behind(&url).await;
    let folder = Folder::new();
    let site = example_for(&portal, &format!("127.0.0.1:{port}"), &folder);
    let allowed = number_after(&site, "limit_conn portal_networks ");
    let _nginx = nginx(&site, folder, port).await;
    let said = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n_";
    one_source_holds_its_share(&portal, &url, allowed, said, "HTTP/1.1 503 ").await;
}

#[tokio::test]
async fn only_providers_reach_the_callback_port_through_nginx() {
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    let settings = [
        ("PUBLIC_URL", url.as_str()),
        PROXIES,
        ("CALLBACK_PORT", "8081"),
    ];
    let portal = Portal::with(&settings).await;
    let callbacks = serve_callbacks(&portal).await;
    let folder = Folder::new();
    let mut site = example_for(&portal, &format!("127.0.0.1:{port}"), &folder);
    for (from, to) in [
        ("127.0.0.1:8081", callbacks.to_string()),
        ("allow 192.0.2.0/24;", format!("allow {BROWSER};")),
    ] {
        assert!(site.contains(from), "{from}");
        site = site.replace(from, &to);
    }
    let _nginx = nginx(&site, folder, port).await;
    let forged = Confirm::paid("x", 1).signed("forged");
    for (from, status) in [(BROWSER, 200), (GREEDY.into(), 403)] {
        let caller = Client::connecting_from(from, url.clone(), CLAIMED);
        let posted = caller
            .request(Method::POST, "/callbacks/national-platform")
            .body(forged.clone());
        assert_eq!(caller.send(posted).await.status, status, "{from}");
    }
}

/// What the program does with `CALLBACK_PORT`, on a free port.
async fn serve_callbacks(portal: &Portal) -> SocketAddr {
    let callbacks = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = callbacks.local_addr().expect("an address");
    let serving = Serving {
        connections: 100,
        limits: portal.app.config.limits.clone(),
        peers: Arc::new(|_| server::config::networks::Peer::Proxy),
        stopping: portal.app.stopping.clone(),
    };
    let router = router::callbacks(portal.app.clone());
    tokio::spawn(listener::serve(callbacks, router, serving));
    address
}
