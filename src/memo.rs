//! What a pure function answered last time, so that nobody has to ask it again.
//!
//! A question is kept whole, under a name: an answer counts for the very same question and for no
//! other, so a build that remembers makes what a build makes that does not. And nothing stays
//! that one build had no use for, so a memo is never larger than its site.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The questions that one function was asked, each with its answer.
#[derive(Debug)]
pub(crate) struct Memo<Question, Answer> {
    /// Of the build before.
    last: Answers<Question, Answer>,
    /// Of the build that is going on, whose threads all may ask.
    now: Mutex<Answers<Question, Answer>>,
}

type Answers<Question, Answer> = BTreeMap<String, (Question, Answer)>;

impl<Question: PartialEq, Answer: Clone> Memo<Question, Answer> {
    /// What `answer` makes of the question: taken from this build or the one before if the same
    /// was asked there under the same name, such as the path of a file.
    pub(crate) fn recall(
        &self,
        name: &str,
        question: Question,
        answer: impl FnOnce(&Question) -> Answer,
    ) -> Answer {
        let known = answer_in(&self.last, name, &question);
        let known = known.or_else(|| answer_in(&self.now(), name, &question));
        let answer = known.unwrap_or_else(|| answer(&question));
        self.now().insert(name.to_owned(), (question, answer.clone()));
        answer
    }

    /// What was asked in this build: every entry is whole, even if a thread has panicked between
    /// two of them.
    fn now(&self) -> MutexGuard<'_, Answers<Question, Answer>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends a build: what it did not ask is forgotten.
    pub(crate) fn turn(&mut self) {
        let now = self.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.last = mem::take(now);
    }
}

/// The answer that is known to the same question under the same name.
fn answer_in<Question: PartialEq, Answer: Clone>(
    answers: &Answers<Question, Answer>,
    name: &str,
    question: &Question,
) -> Option<Answer> {
    let known = answers.get(name).filter(|(asked, _)| asked == question);
    known.map(|(_, answer)| answer.clone())
}

impl<Question, Answer> Default for Memo<Question, Answer> {
    fn default() -> Self {
        Self { last: BTreeMap::new(), now: Mutex::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    /// What `memo` says to `question`, and whether the function had to be asked.
    fn ask(memo: &Memo<u8, u8>, name: &str, question: u8) -> (u8, bool) {
        let mut asked = false;
        let answer = memo.recall(name, question, |question| {
            asked = true;
            question + 1
        });
        (answer, asked)
    }

    #[test]
    fn the_same_question_under_the_same_name_is_asked_once() {
        let mut memo = Memo::default();
        assert_eq!(ask(&memo, "a", 1), (2, true));
        memo.turn();
        assert_eq!(ask(&memo, "a", 1), (2, false));
        assert_eq!(ask(&memo, "b", 1), (2, true));
    }

    #[test]
    fn within_one_build_the_same_question_is_asked_once() {
        let memo = Memo::default();
        assert_eq!(ask(&memo, "a", 1), (2, true));
        assert_eq!(ask(&memo, "a", 1), (2, false));
    }

    #[test]
    fn another_question_is_asked() {
        let mut memo = Memo::default();
        ask(&memo, "a", 1);
        memo.turn();
        assert_eq!(ask(&memo, "a", 2), (3, true));
    }

    #[test]
    fn what_one_build_did_not_ask_is_forgotten() {
        let mut memo = Memo::default();
        ask(&memo, "a", 1);
        memo.turn();
        memo.turn();
        assert_eq!(ask(&memo, "a", 1), (2, true));
    }
}
