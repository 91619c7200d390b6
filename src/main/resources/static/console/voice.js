// Zalo's voice messages are AMR, which browsers do not play: made into WAV here, on a tap, beside the page's own work.
"use strict";
const RATE = 8000;

function wav(samples) {
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, letters) => [...letters].forEach((letter, i) => bytes.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  bytes.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true); // PCM
  bytes.setUint16(22, 1, true); // mono
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, RATE * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) => bytes.setInt16(44 + i * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true));
  return new Blob([bytes], { type: "audio/wav" });
}

function decode(script, recording) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script);
    const end = (settle, value) => {
      worker.terminate();
      settle(value);
    };
    worker.onmessage = event => (event.data.amr ? end(resolve, event.data.amr) : end(reject));
    worker.onerror = () => end(reject);
    worker.postMessage({ command: "decode", buffer: recording });
  });
}

document.addEventListener("click", async event => {
  const button = event.target.closest("button[data-voice]");
  if (!button) {
    return;
  }
  button.disabled = true;
  const voice = button.closest(".voice");
  try {
    const answer = await fetch(button.dataset.voice);
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    const samples = await decode(button.dataset.decoder, new Uint8Array(await answer.arrayBuffer()));
    const player = document.createElement("audio");
    player.controls = true;
    player.setAttribute("aria-label", button.dataset.name);
    player.src = URL.createObjectURL(wav(samples));
    button.replaceWith(player);
    player.play().catch(() => player.focus());
  } catch {
    button.remove();
    voice.querySelector("[hidden]").hidden = false;
  }
});
