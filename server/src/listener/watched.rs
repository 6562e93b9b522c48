//! A stream that tells what happens on it.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Who is told.
pub(super) trait Progress {
    /// These bytes came.
    fn read(&self, bytes: &[u8]);
    /// Something went out.
    fn wrote(&self);
    /// Nothing can go out for now.
    fn cannot_write(&self);
}

/// A stream, and who is told of it.
pub(super) struct Watched<S, P> {
    pub(super) stream: S,
    pub(super) progress: P,
}

impl<S, P: Progress> Watched<S, P> {
    fn tell<T>(&self, written: &Poll<io::Result<T>>) {
        match written {
            Poll::Ready(_) => self.progress.wrote(),
            Poll::Pending => self.progress.cannot_write(),
        }
    }
}

impl<S: AsyncRead + Unpin, P: Progress + Unpin> AsyncRead for Watched<S, P> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let read = &buffer.filled()[before..];
        if !read.is_empty() {
            self.progress.read(read);
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin, P: Progress + Unpin> AsyncWrite for Watched<S, P> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.tell(&polled);
        polled
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.tell(&polled);
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
