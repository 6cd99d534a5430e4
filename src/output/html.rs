//! HTML, read from its beginning to its end as browsers do.

use std::convert::Infallible;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::emitters::{Emitter, ForwardingEmitter};
use html5gum::{Span, Tokenizer};

/// Tells `see` of everything in a page, in its order.
pub(super) fn read(html: &[u8], mut see: impl FnMut(&CallbackEvent<'_>)) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        see(&event);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    // The tokenizer calls back and yields nothing itself.
    Tokenizer::new_with_emitter(html, Lenient(emitter)).for_each(drop);
}

/// Takes what the tokenizer finds and asks for no errors: looking for them takes more time than all
/// the rest.
struct Lenient<F: Callback<Infallible, ()>>(CallbackEmitter<F, Infallible>);

impl<F: Callback<Infallible, ()>> ForwardingEmitter for Lenient<F> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
