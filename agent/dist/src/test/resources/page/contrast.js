// Texts that stand out too little from what is behind them: below 4.5 to 1.
const numbers = (color) => color.match(/[\d.]+/g).map(Number);
const light = ([red, green, blue]) => [red, green, blue]
  .map((value) => value / 255)
  .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
function behind(element) {
  for (let each = element; each; each = each.parentElement) {
    const color = numbers(getComputedStyle(each).backgroundColor);
    if (color.length === 3 || color[3] === 1) {
      return color;
    }
  }
  return [255, 255, 255];
}
return [...document.body.querySelectorAll('*')]
  .filter((element) => element.checkVisibility()
    && [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()))
  .map((element) => {
    const [one, other] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
    return { text: element.textContent, ratio: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) };
  })
  .filter(({ ratio }) => ratio < 4.5)
  .map(({ text, ratio }) => text + ': ' + ratio.toFixed(1));
