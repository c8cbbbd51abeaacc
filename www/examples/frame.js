// Gives the frame the height that the reader in it asks for.
const frame = document.querySelector('iframe')
addEventListener('message', ({ source, data }) => {
  if (source === frame.contentWindow && data?.type === 'reading-room:height')
    frame.height = data.height
})
