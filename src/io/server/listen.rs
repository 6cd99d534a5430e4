//! Takes an address to listen at.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::Path;

use crate::io::WorldError;

/// How many ports after the usual one are tried when that is taken.
const FURTHER_PORTS: u16 = 20;

/// What to do where another program has the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhenTaken {
    /// Say so: somebody asked for this port.
    Refuse,
    /// Take one of the next, as the port is only the usual one.
    TakeNext,
}

/// An address that is ours, at which connections wait for a server.
#[derive(Debug)]
pub(crate) struct Listener {
    /// Does not block.
    pub(super) socket: TcpListener,
    address: SocketAddr,
    /// The port that was wanted, where another program has it.
    pub(crate) instead_of: Option<u16>,
}

impl Listener {
    fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = TcpListener::bind(address)?;
        socket.set_nonblocking(true)?;
        // Port 0 stands for any that is free.
        let address = socket.local_addr()?;
        Ok(Self { socket, address, instead_of: None })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address for a browser on this machine, such as `http://127.0.0.1:1111`.
    pub(crate) fn origin(&self) -> String {
        origin(self.address)
    }
}

/// The address for a browser on the machine that listens at `address`.
pub(super) fn origin(address: SocketAddr) -> String {
    // To listen at no certain address is to listen at all of them; browsers are to ask at one.
    if address.ip().is_unspecified() {
        format!("http://localhost:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

/// Listens at an address; port 0 stands for any that is free.
///
/// # Errors
///
/// The address is not this machine's, the port is taken or not for everybody.
pub(crate) fn listen(address: IpAddr, port: u16, taken: WhenTaken) -> Result<Listener, WorldError> {
    let error = match Listener::bind((address, port).into()) {
        Ok(listener) => return Ok(listener),
        Err(error) => error,
    };
    if error.kind() != ErrorKind::AddrInUse {
        return Err(cannot_listen((address, port).into(), &error));
    }
    if taken == WhenTaken::Refuse {
        return Err(port_taken(port));
    }
    let last = port.saturating_add(FURTHER_PORTS);
    let next = (port..=last).skip(1).find_map(|next| Listener::bind((address, next).into()).ok());
    let next = next.ok_or_else(|| all_taken(port, last))?;
    Ok(Listener { instead_of: Some(port), ..next })
}

fn port_taken(port: u16) -> WorldError {
    let other = port.checked_add(1).unwrap_or(port - 1);
    WorldError {
        what: format!("port {port} is taken"),
        reason: Some("another program listens there, maybe a `trip serve`".to_owned()),
        cure: format!("end that program, or choose another port, such as `-p {other}`"),
    }
}

fn all_taken(first: u16, last: u16) -> WorldError {
    WorldError {
        what: format!("the ports {first} to {last} are all taken"),
        reason: Some("other programs listen there, maybe some `trip serve`".to_owned()),
        cure: "end one of them, or choose another port with `-p`".to_owned(),
    }
}

pub(super) fn cannot_listen(address: SocketAddr, error: &io::Error) -> WorldError {
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrNotAvailable => WorldError::found(
            format!("this machine has no address `{}`", address.ip()),
            "give one of its own with `-i`, or leave `-i` out",
        ),
        ErrorKind::PermissionDenied => WorldError::found(
            format!("you have no permission to listen at port {port}"),
            "choose a port from 1024 up, such as `-p 1111`",
        ),
        _ => WorldError::tried("listen at", Path::new(&address.to_string()), error),
    }
}
