import { render, type ComponentChildren } from 'preact';

/**
 * Draws an island's view into an element of its own, and again whenever a signal that the view read changes.
 * Drawing happens inside the change: what the browser posts in the same breath is what the model says.
 *
 * @param container an element of the island's own, with no server markup in it
 * @param view reads its model's signals; keeps no state of its own
 * @param follow runs something now and again whenever a signal it read changes: `effect` of the signals library
 * @param onError called when the view throws; the caller undoes the mount
 * @returns what removes the view
 */
export function mountView(
  container: Element,
  view: () => ComponentChildren,
  follow: (run: () => void) => () => void,
  onError: () => void,
): () => void {
  const stop = follow(() => {
    try {
      render(view(), container);
    } catch {
      // Not from inside the drawing that threw.
      queueMicrotask(onError);
    }
  });
  return () => {
    stop();
    render(null, container);
  };
}
