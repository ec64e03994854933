using System.Reflection;
using Paragon.Generators.Options;

namespace Paragon.Generators.Tests.Options;

public sealed class ModelShapeTests
{
    [Theory]
    [InlineData(typeof(ObjectiveReading))]
    [InlineData(typeof(RegistrationModel))]
    [InlineData(typeof(RegistrationHome))]
    public void Models_hold_plain_data_only(Type model)
    {
        HashSet<Type> seen = [];
        Visit(model);
        Assert.NotEmpty(seen);

        void Visit(Type type)
        {
            if (!seen.Add(type))
            {
                return;
            }

            Assert.False(type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{type} keeps a compilation alive");
            Assert.True(type.IsArray || type.IsPrimitive || type.IsEnum || typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type), $"{type} is not compared by value");
            IEnumerable<Type> inner = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
            foreach (Type part in inner.Concat(type.IsPrimitive || type == typeof(string) ? [] : type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(field => field.FieldType)))
            {
                Visit(part);
            }
        }
    }
}
