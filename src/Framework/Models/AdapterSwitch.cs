namespace Paragon.Models;

/// <summary>Whether the corrections of a model count.</summary>
internal sealed class AdapterSwitch
{
    private int _off;

    internal bool IsOn => _off == 0;

    internal IDisposable Off()
    {
        _off++;
        return new On(this);
    }

    private sealed class On(AdapterSwitch owner) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (!_done)
            {
                _done = true;
                owner._off--;
            }
        }
    }
}
