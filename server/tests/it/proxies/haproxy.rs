use super::{
    Certificate, Folder, Program, example, free_port, number_after, one_source_holds_its_share,
    port_of, portal_behind, serves_citizens,
};
use crate::support::Portal;

async fn haproxy(settings: &str, folder: Folder, port: u16) -> Program {
    Program::start("haproxy", &["-db", "-f"], folder, settings, port).await
}

#[tokio::test]
async fn citizens_are_served_through_haproxy_with_its_default_settings() {
    let port = free_port();
    let url = format!("http://127.0.0.1:{port}");
    let portal = portal_behind(&url).await;
    let settings = format!(
        "defaults\n mode http\n timeout connect 5s\n timeout client 50s\n timeout server 50s\n\
         frontend browsers\n bind 127.0.0.1:{port}\n option forwardfor\n default_backend portal\n\
         backend portal\n server one 127.0.0.1:{}\n",
        port_of(&portal.url)
    );
    let _haproxy = haproxy(&settings, Folder::new(), port).await;
    serves_citizens(&portal, &url).await;
}

/// The example for a portal, listening on a port of this machine.
fn example_for(portal: &Portal, port: u16, certificate: &Certificate) -> String {
    example(
        "haproxy.cfg",
        &[
            ("bind :443", &format!("bind 127.0.0.1:{port}")),
            ("/etc/ssl/portal/certificate-and-key.pem", &certificate.both),
            (
                "server one 127.0.0.1:8080",
                &format!("server one 127.0.0.1:{}", port_of(&portal.url)),
            ),
        ],
    )
}

#[tokio::test]
async fn citizens_are_served_through_haproxy_as_the_example_sets_it() {
    let port = free_port();
    let url = format!("https://localhost:{port}");
    let portal = portal_behind(&url).await;
    let folder = Folder::new();
    let settings = example_for(&portal, port, &Certificate::new(&folder));
    let _haproxy = haproxy(&settings, folder, port).await;
    serves_citizens(&portal, &url).await;
}

/// They are counted when they connect, so that whoever says nothing is counted as well.
#[tokio::test]
async fn one_source_holds_its_share_of_haproxy_s_connections() {
    let port = free_port();
    let url = format!("https://localhost:{port}");
    let portal = portal_behind(&url).await;
    let folder = Folder::new();
    let settings = example_for(&portal, port, &Certificate::new(&folder));
    let allowed = number_after(&settings, "if { sc0_conn_cur gt ");
    let _haproxy = haproxy(&settings, folder, port).await;
    one_source_holds_its_share(&portal, &url, allowed, "", "").await;
}
