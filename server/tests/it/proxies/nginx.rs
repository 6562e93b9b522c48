use super::{
    Certificate, Folder, Program, example, free_port, port_of, portal_behind, serves_citizens,
};

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

#[tokio::test]
async fn citizens_are_served_through_nginx_as_the_example_sets_it() {
    let (port, plain) = (free_port(), free_port());
    let url = format!("https://localhost:{port}");
    let portal = portal_behind(&url).await;
    let folder = Folder::new();
    let certificate = Certificate::new(&folder);
    let site = example(
        "nginx.conf",
        &[
            (
                "server 127.0.0.1:8080;",
                &format!("server 127.0.0.1:{};", port_of(&portal.url)),
            ),
            ("listen 80;", &format!("listen 127.0.0.1:{plain};")),
            ("listen 443 ssl;", &format!("listen 127.0.0.1:{port} ssl;")),
            ("dichvucong.example.vn", "localhost"),
            ("/etc/ssl/portal/certificate.pem", &certificate.certificate),
            ("/etc/ssl/portal/key.pem", &certificate.key),
        ],
    );
    let _nginx = nginx(&site, folder, port).await;
    serves_citizens(&portal, &url).await;
}
