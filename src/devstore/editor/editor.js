// @ts-check
// Runs in the editor: sends what is typed to the draft and tells the preview to render the block anew. Without it
// the buttons do the same, one page at a time. It stands before the frame, so that it hears the frame's first word.
(() => {
  /** Long enough to type a word, short enough to feel live. */
  const PAUSE_MS = 200;
  const MOST_EVENTS = 50;

  const start = () => {
    const form = document.querySelector('[data-settings]');
    const frame = document.querySelector('iframe');
    const state = document.querySelector('[data-state]');
    const events = document.querySelector('[data-events]');
    const toggle = document.querySelector('[data-act=select]');
    const previewOrigin = new URL(frame.src).origin;
    let selected = true;

    const tell = (message) =>
      frame.contentWindow.postMessage({ block: frame.dataset.block, ...message }, previewOrigin);

    const show = (problems) => {
      for (const place of form.querySelectorAll('.trouble')) {
        const name = place.id.replace(/\.problem$/, '');
        const problem = problems[name.replace(/^settings\./, '')] ?? '';
        if (place.textContent !== problem) place.textContent = problem;
        document.getElementById(name)?.setAttribute('aria-invalid', String(problem !== ''));
      }
    };

    const sendDraft = async () => {
      const body = new URLSearchParams(new FormData(form));
      body.set('act', 'draft');
      const headers = { accept: 'application/json' };
      const answer = await fetch(form.action, { method: 'POST', body, headers });
      const { problems, message } = await answer.json();
      show(problems);
      state.textContent = message;
      if (answer.ok) tell({ act: 'update', selected });
    };

    // One draft after the other: the last one typed is the last one kept.
    let turn = Promise.resolve();
    let pause;
    form.addEventListener('input', ({ target }) => {
      const output = target.type === 'range' ? target.parentElement.querySelector('output') : null;
      if (output) output.textContent = `${target.value} ${target.dataset.unit}`;
      clearTimeout(pause);
      pause = setTimeout(() => {
        turn = turn.then(sendDraft).catch(() => {
          state.textContent = 'The preview could not be updated. Is the local shop still running?';
        });
      }, PAUSE_MS);
    });

    // A desktop page is shown whole, however wide this window is.
    const stage = frame.parentElement;
    const fit = () => stage.style.setProperty('--fit', Math.min(1, stage.clientWidth / frame.offsetWidth));
    stage.classList.add('fitted');
    new ResizeObserver(fit).observe(stage);

    toggle.hidden = false;
    toggle.addEventListener('click', () => {
      selected = !selected;
      toggle.setAttribute('aria-pressed', String(selected));
      tell(selected ? { act: 'select', load: false } : { act: 'deselect' });
    });

    return ({ origin, source, data }) => {
      if (origin !== previewOrigin || source !== frame.contentWindow || data?.from !== 'preview') return;
      const line = document.createElement('li');
      line.textContent = `${data.event} ${data.detail === undefined ? '' : JSON.stringify(data.detail)}`;
      events.append(line);
      if (events.childElementCount > MOST_EVENTS) events.firstElementChild.remove();
      if (data.event === 'ready' && selected) tell({ act: 'select', load: true });
    };
  };

  const started = new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(start()), { once: true });
  });
  window.addEventListener('message', (event) => started.then((hear) => hear(event)));
})();
