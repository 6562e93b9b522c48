//! A connection to the portal that is kept open, as pgbench keeps its own to the database: HTTP and nothing around it, because
//! it runs on the processors that it measures.

use anyhow::{Context, Result};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::HOST;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Connection {
    /// Connects to the portal at `http://<host>`.
    pub async fn open(portal_url: &str) -> Result<Self> {
        let host = portal_url
            .strip_prefix("http://")
            .context("the portal's address is not http://…")?
            .trim_end_matches('/')
            .to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        let (sender, line) = http1::handshake(TokioIo::new(stream)).await?;
        // An error shows itself where the next request is sent.
        tokio::spawn(line);
        Ok(Self { sender, host })
    }

    /// Posts JSON; the status and the text of the answer.
    pub async fn post(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Result<(u16, String)> {
        let mut request = Request::post(path)
            .header(HOST, &self.host)
            .header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::from(body)))?;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status().as_u16();
        let text = answer.into_body().collect().await?.to_bytes();
        Ok((status, String::from_utf8(text.to_vec())?))
    }
}
