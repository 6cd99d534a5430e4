//! A client that sends what it is told to, and keeps what comes back.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long a test waits for what must come. No test waits for it if all is well.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to the server.
pub(super) struct Client {
    stream: TcpStream,
    /// What has come and has not been looked at.
    rest: Vec<u8>,
}

/// An answer, as it came.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Client {
    pub(super) fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self { stream, rest: Vec::new() }
    }

    /// Sends these bytes; whether all of them could be sent before the server hung up.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).is_ok()
    }

    /// Reads a little more; whether there was more.
    fn read(&mut self) -> bool {
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(0) => false,
            Ok(count) => {
                self.rest.extend_from_slice(&buffer[..count]);
                true
            }
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => panic!("{error}; so far: {}", String::from_utf8_lossy(&self.rest)),
        }
    }

    /// All that comes until the server hangs up.
    pub(super) fn all(mut self) -> Vec<u8> {
        while self.read() {}
        self.rest
    }

    /// What comes up to and with these words.
    pub(super) fn until(&mut self, words: &str) -> String {
        loop {
            let text = String::from_utf8_lossy(&self.rest);
            if let Some(at) = text.find(words) {
                return String::from_utf8(self.rest.drain(..at + words.len()).collect()).unwrap();
            }
            assert!(
                self.read(),
                "the server hung up after: {}",
                String::from_utf8_lossy(&self.rest)
            );
        }
    }

    /// The answer to a request such as `HEAD /`, which has been sent.
    pub(super) fn answer(&mut self, what: &str) -> Answer {
        let mut answer = Answer::parse(&self.until("\r\n\r\n"));
        let has_body = !what.starts_with("HEAD ") && !matches!(answer.status, 204 | 304);
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        let length = if has_body { length.unwrap_or(0) } else { 0 };
        while self.rest.len() < length {
            assert!(self.read(), "the body is not whole");
        }
        answer.body = self.rest.drain(..length).collect();
        answer
    }
}

impl Answer {
    /// An answer's line and headers.
    pub(super) fn parse(head: &str) -> Self {
        let mut lines = head.split("\r\n");
        let line = lines.next().unwrap();
        assert!(line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 "), "{line}");
        let status = line[9..12].parse().unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Self { status, headers: headers.collect(), body: Vec::new() }
    }

    /// The value of a header, by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}
