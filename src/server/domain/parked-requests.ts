/** Requests without a job, because their shop has to be reconnected first. */
export interface ParkedRequests {
  /** @returns whether the request is parked; false where its shop can be called by now, so that a job is right */
  readonly park: (queue: string, requestId: string) => Promise<boolean>;
  /** Gives every parked request of this shop a job again. @returns how many */
  resume(shop: string): Promise<number>;
  /** Drops what is left of requests that were deleted meanwhile. */
  forgetDeleted(): Promise<void>;
}
