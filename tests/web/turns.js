// Holds back the turns that the app gives others between two slices of rows, so that a test can look while rows are arriving.

/** Begins to hold them back; answers what lets them go on. */
export function hold() {
  const { postMessage } = MessagePort.prototype;
  const held = [];
  MessagePort.prototype.postMessage = function (...message) {
    held.push(() => postMessage.apply(this, message));
  };
  return () => {
    MessagePort.prototype.postMessage = postMessage;
    for (const goOn of held) goOn();
  };
}
