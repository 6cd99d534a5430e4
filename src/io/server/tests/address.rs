//! Addresses, taken and free.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};

use super::LOCAL;
use crate::io::server::listen::cannot_listen;
use crate::io::server::{WhenTaken, listen};

/// A port that is taken while the listener lives.
fn taken() -> (TcpListener, u16) {
    let listener = TcpListener::bind((LOCAL, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

#[test]
fn a_port_that_somebody_wants_and_another_program_has_is_an_error_with_a_cure() {
    let (_other, port) = taken();
    let error = listen(LOCAL, port, WhenTaken::Refuse).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "port {port} is taken: another program listens there, maybe a `trip serve`; end that \
             program, or choose another port, such as `-p {}`",
            port.checked_add(1).unwrap_or(port - 1)
        )
    );
}

#[test]
fn where_the_usual_port_is_taken_one_of_the_next_is_ours() {
    let (_other, port) = taken();
    let listener = listen(LOCAL, port, WhenTaken::TakeNext).unwrap();
    assert_eq!(listener.instead_of, Some(port));
    assert!((port..=port.saturating_add(20)).skip(1).any(|next| next == listener.address().port()));
    assert_eq!(listener.origin(), format!("http://127.0.0.1:{}", listener.address().port()));
}

#[test]
fn a_free_port_is_nobody_s_instead() {
    let listener = listen(LOCAL, 0, WhenTaken::Refuse).unwrap();
    assert_eq!(listener.instead_of, None);
    assert_ne!(listener.address().port(), 0);
}

#[test]
fn an_address_of_another_machine_is_said_to_be_one() {
    // For documentation (RFC 5737): no machine has it.
    let elsewhere: IpAddr = "203.0.113.7".parse().unwrap();
    let error = listen(elsewhere, 0, WhenTaken::TakeNext).unwrap_err();
    assert_eq!(
        error.to_string(),
        "this machine has no address `203.0.113.7`; give one of its own with `-i`, or leave `-i` out"
    );
}

#[test]
fn a_port_for_the_system_s_own_programs_is_said_to_be_one() {
    let address: SocketAddr = "127.0.0.1:80".parse().unwrap();
    let error = cannot_listen(address, &io::Error::from(ErrorKind::PermissionDenied));
    assert_eq!(
        error.to_string(),
        "you have no permission to listen at port 80; choose a port from 1024 up, such as `-p 1111`"
    );
}
