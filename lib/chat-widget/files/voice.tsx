/** @jsxImportSource @/lib/chat-widget/view */
import { Tool } from "./tool";
import type { FileWords } from "./words";

const LONGEST_SECONDS = 180;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4"];

type Recording = {
  seconds: number;
  /** How loud it is now, from 0 to 1. */
  level: number;
  finish(): void;
  cancel(): void;
};

/** Records until it is finished or cancelled, three minutes at most. Rejects where there is no microphone to use. */
export async function record(onChange: () => void, onEnd: (sound?: Blob) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32_000, ...(mimeType && { mimeType }) });
  const sound = new AudioContext();
  const meter = sound.createAnalyser();
  sound.createMediaStreamSource(stream).connect(meter);
  const wave = new Uint8Array(meter.fftSize);
  const pieces: Blob[] = [];
  const began = Date.now();
  const recording: Recording = {
    seconds: 0,
    level: 0,
    finish: () => recorder.stop(),
    cancel: () => {
      pieces.length = 0;
      recorder.ondataavailable = null;
      recorder.stop();
    },
  };
  const timer = setInterval(() => {
    meter.getByteTimeDomainData(wave);
    recording.level = Math.max(...wave.map((height) => Math.abs(height - 128))) / 128;
    recording.seconds = Math.floor((Date.now() - began) / 1000);
    if (recording.seconds >= LONGEST_SECONDS) recorder.stop();
    onChange();
  }, 100);
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.onstop = () => {
    clearInterval(timer);
    void sound.close();
    for (const track of stream.getTracks()) track.stop();
    onEnd(pieces.length > 0 ? new Blob(pieces, { type: recorder.mimeType }) : undefined);
  };
  recorder.start();
  return recording;
}

/** What stands in the composer while a note is recorded. */
export function Recorder({ words, recording }: { words: FileWords; recording: Recording }) {
  const { seconds, level } = recording;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <div key="recorder" class="recorder">
      <Tool icon="close" label={words.cancel} onclick={recording.cancel} />
      <i />
      <span>{time}</span>
      <progress aria-hidden="true" value={level} />
      <Tool icon="check" label={words.finish} onclick={recording.finish} ref={(button) => button.focus()} />
    </div>
  );
}
