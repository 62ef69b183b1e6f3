/**
 * Runs in the head of each page, before anything is shown: the theme that a reader chose. Browsers that keep nothing for
 * pages, as some do for those on a disk, show that of the system.
 */
export const themeScript =
  'try{let t=localStorage.getItem("specpress-theme");if(t=="light"||t=="dark")document.documentElement.dataset.theme=t}catch{}';
