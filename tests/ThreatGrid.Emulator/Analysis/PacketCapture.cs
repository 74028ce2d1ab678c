using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>A capture in the form of libpcap, with one packet of every stream.</summary>
internal static class PacketCapture
{
    private const int LinkHeader = 14;
    private const int AddressHeader = 20;

    public static byte[] Header
    {
        get
        {
            byte[] header = new byte[24];
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), 2);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), 4);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 65_535);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), 1); // Ethernet
            return header;
        }
    }

    public static byte[] Of(JsonObject streams)
    {
        var capture = new MemoryStream();
        capture.Write(Header);
        foreach (KeyValuePair<string, JsonNode?> stream in streams)
        {
            byte[]? packet = Packet(stream.Value!.AsObject());
            if (packet is not null)
            {
                AddRecord(capture, stream.Value["ts_begin"]!.GetValue<double>(), packet);
            }
        }

        return capture.ToArray();
    }

    private static void AddRecord(MemoryStream capture, double time, byte[] packet)
    {
        byte[] header = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)time);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)((time - Math.Floor(time)) * 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), packet.Length);
        capture.Write(header);
        capture.Write(packet);
    }

    private static byte[]? Packet(JsonObject stream)
    {
        byte[] from = IPAddress.Parse(stream["src"]!.GetValue<string>()).GetAddressBytes();
        byte[] to = IPAddress.Parse(stream["dst"]!.GetValue<string>()).GetAddressBytes();
        if (from.Length != 4 || to.Length != 4)
        {
            return null;
        }

        (byte protocol, byte[] content) = Content(stream);
        byte[] packet = new byte[LinkHeader + AddressHeader + content.Length];
        byte[] hardware = [0, 0, 0x5E, 0, 0x53, 1, 0, 0, 0x5E, 0, 0x53, 2, 8, 0];
        hardware.CopyTo(packet, 0);
        Span<byte> address = packet.AsSpan(LinkHeader, AddressHeader);
        address[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)(AddressHeader + content.Length));
        address[8] = 64;
        address[9] = protocol;
        from.CopyTo(address[12..]);
        to.CopyTo(address[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(address[10..], Checksum(address));
        content.CopyTo(packet, LinkHeader + AddressHeader);
        return packet;
    }

    private static (byte Protocol, byte[] Content) Content(JsonObject stream)
    {
        switch (stream["transport"]!.GetValue<string>())
        {
            case "ICMP":
                byte[] echo = [8, 0, 0, 0, 0, 1, 0, 1];
                BinaryPrimitives.WriteUInt16BigEndian(echo.AsSpan(2), Checksum(echo));
                return (1, echo);
            case "UDP":
                byte[] payload = stream["protocol"]?.GetValue<string>() == "DNS" ? Query(stream["decoded"]!.AsObject()) : [];
                byte[] datagram = [.. new byte[8], .. payload];
                WritePorts(datagram, stream);
                BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
                return (17, datagram);
            default:
                byte[] segment = [.. new byte[20], .. Encoding.ASCII.GetBytes(stream["protocol"] is null ? string.Empty : "GET / HTTP/1.1\r\n\r\n")];
                WritePorts(segment, stream);
                segment[12] = 5 << 4;
                segment[13] = 0x18; // PSH and ACK
                BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(14), 8_192);
                return (6, segment);
        }
    }

    private static void WritePorts(byte[] content, JsonObject stream)
    {
        BinaryPrimitives.WriteUInt16BigEndian(content, (ushort)stream["src_port"]!.GetValue<int>());
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(2), (ushort)stream["dst_port"]!.GetValue<int>());
    }

    /// <summary>The first question of the stream as a DNS message.</summary>
    private static byte[] Query(JsonObject decoded)
    {
        JsonNode query = decoded["0"]!["query"]!;
        int id = query["query_id"]!.GetValue<int>();
        var message = new MemoryStream();
        message.Write([(byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        foreach (string label in query["query_data"]!.GetValue<string>().Split('.'))
        {
            message.WriteByte((byte)label.Length);
            message.Write(Encoding.ASCII.GetBytes(label));
        }

        message.Write([0, 0, 1, 0, 1]);
        return message.ToArray();
    }

    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        }

        return (ushort)~((sum >> 16) + (sum & 0xFFFF));
    }
}
