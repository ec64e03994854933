using Paragon.Testing;

namespace MethodNamespace.Tests;

public sealed class MethodTypeTests
{
    [Fact]
    public void The_laws_hold() => Laws.Check(new MethodType());
}
