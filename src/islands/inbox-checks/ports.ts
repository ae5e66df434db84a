/** What may be wrong with a browser, the likeliest reason for trouble first. */
export type BrowserTrouble = 'offline' | 'in_app' | 'cookies' | 'clock' | 'private';

export interface BrowserCheckPorts {
  /** The first thing that is wrong with this browser; never rejects. */
  readonly findTrouble: () => Promise<BrowserTrouble | 'good'>;
  /** Puts the page's address where it can be pasted; never rejects, and false where the browser refuses. */
  readonly copyAddress: () => Promise<boolean>;
}
