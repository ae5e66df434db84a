import { defineJourneys, journeyTest } from './journeys.ts';

defineJourneys(journeyTest);
