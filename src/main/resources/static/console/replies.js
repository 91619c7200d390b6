// Puts a canned reply where the caret stands in the answer; what was written stays.
"use strict";
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-insert]");
  if (!button) {
    return;
  }
  const near = button.closest("form");
  const answer = (near && near.querySelector('textarea[name="text"]')) || document.querySelector('textarea[name="text"]');
  if (!answer) {
    return;
  }
  const text = button.dataset.insert;
  const gap = answer.selectionStart > 0 && answer.value[answer.selectionStart - 1] !== "\n" ? "\n" : "";
  answer.setRangeText(gap + text, answer.selectionStart, answer.selectionEnd, "end");
  answer.dispatchEvent(new Event("input", { bubbles: true }));
  answer.focus();
});
